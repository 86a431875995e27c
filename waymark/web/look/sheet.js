// For whoever holds a sheet: hears it, and leaves it without a trace. It works without this.

// What is on the page, in the order in which it stands there.
const button = document.querySelector("[data-read]")
const speech = window.speechSynthesis
if (button && speech) {
  const read = button.textContent
  const quiet = () => {
    speech.cancel()
    button.textContent = read
  }
  button.hidden = false
  button.addEventListener("click", () => {
    if (speech.speaking) return quiet()
    const texts = [...document.querySelectorAll("[data-says]")].map((each) => each.textContent.trim())
    button.textContent = button.dataset.read
    texts.forEach((text, place) => {
      const says = new SpeechSynthesisUtterance(text)
      says.lang = document.documentElement.lang
      says.rate = 0.9
      if (place === texts.length - 1) says.addEventListener("end", quiet)
      speech.speak(says)
    })
  })
  addEventListener("pagehide", quiet)
}

// Leaving takes this page out of the list of pages to go back to. What is being typed is sent first,
// and nobody waits for it: a page that somebody must not see is gone at once.
const leave = document.querySelector("[data-leave]")
leave?.addEventListener("click", (event) => {
  event.preventDefault()
  if (leave.form) {
    const typed = new FormData(leave.form, leave)
    fetch(location.href, { method: "POST", body: typed, keepalive: true, redirect: "manual" })
    document.body.replaceChildren()
    setTimeout(() => location.replace(leave.dataset.leave), 250)
  } else {
    location.replace(leave.dataset.leave)
  }
})

// A page that the browser kept aside is asked for again: it may be closed by now.
addEventListener("pageshow", (event) => event.persisted && location.reload())
