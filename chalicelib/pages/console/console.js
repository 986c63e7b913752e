const root = document.body.dataset.root;
const me = await (await fetch(`${root}v1/me`)).json();
document.getElementById("app").textContent = me.name;
