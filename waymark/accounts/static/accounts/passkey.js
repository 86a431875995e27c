// Asks the browser for a passkey and sends what it answers with the form that stands round it.
// allauth's webauthn-json.js turns the browser's bytes into text and back.

const { webauthnJSON } = window
const data = document.getElementById("passkey-data")
const options = data && JSON.parse(data.textContent)

const ask = {
  create: () => webauthnJSON.create(options.creation_options),
  get: () => webauthnJSON.get(options.request_options),
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!webauthnJSON?.supported() || !options) continue
  form.hidden = false
  for (const note of document.querySelectorAll("[data-passkey-missing]")) note.hidden = true
  const wrong = form.querySelector("[data-passkey-error]")
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    wrong.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(await ask[form.dataset.passkey]())
      form.submit()
    } catch {
      wrong.hidden = false
    }
  })
}
