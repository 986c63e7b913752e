(() => {
  "use strict";
  const input = document.querySelector("#photo"), large = document.querySelector("#photo-large");
  if (!input) return;
  const SIDE = 2048, ENOUGH = 1.5e6, MOST = 4e6;
  let working = null;
  const shrunk = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.85, 0.7, 0.5]) {
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && (blob.size <= ENOUGH || quality === 0.5)) return blob;
    }
  };
  const fit = async (file) => {
    if (file.size <= ENOUGH) return;
    try {
      const blob = await shrunk(file), chosen = new DataTransfer();
      const name = file.name.replace(/\.\w+$/, "") + ".jpg";
      chosen.items.add(new File([blob], name, { type: "image/jpeg" }));
      if (input.files[0] === file) input.files = chosen.files;
    } catch {
      // A picture that this browser cannot draw goes as it is, if it fits.
    }
    if (input.files[0] && input.files[0].size > MOST) {
      input.value = "";
      large.hidden = false;
    }
  };
  input.addEventListener("change", () => {
    large.hidden = true;
    working = input.files[0] ? fit(input.files[0]).finally(() => { working = null; }) : null;
  });
  input.form.addEventListener("submit", (event) => {
    if (!working) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    working.then(() => input.form.requestSubmit());
  }, true);
})();
