// Light or dark as chosen on this device, before anything is drawn.
try {
  const theme = localStorage.getItem("ouvido-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the device decides.
}
