(() => {
  "use strict";
  const input = document.querySelector("#photo"), large = document.querySelector("#photo-large");
  if (!input) return;
  let working;
  const shrunk = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, 2048 / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = picture.width * scale;
    canvas.height = picture.height * scale;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  };
  const fit = async (file) => {
    try {
      const chosen = new DataTransfer(), name = file.name.replace(/\.\w+$/, ".jpg");
      chosen.items.add(new File([await shrunk(file)], name, { type: "image/jpeg" }));
      if (input.files[0] === file) input.files = chosen.files;
    } catch {} // what this browser cannot draw goes as it is, if it fits
    if (input.files[0]?.size > 4e6) {
      input.value = "";
      large.hidden = false;
    }
  };
  input.addEventListener("change", () => {
    const [file] = input.files;
    large.hidden = true;
    if (file?.size > 1.5e6) working = fit(file).then(() => { working = null; });
  });
  input.form.addEventListener("submit", (event) => {
    if (!working) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    working.then(() => input.form.requestSubmit());
  }, true);
})();
