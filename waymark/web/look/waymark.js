// What makes a page a little kinder. Every page works without it.

// After a form comes back with something to mend, start there.
document.querySelector("[data-focus]")?.focus()

// After a no, back to what was typed.
for (const back of document.querySelectorAll("[data-back]")) {
  back.hidden = history.length < 2
  back.addEventListener("click", () => history.back())
}

// A link to a field takes the keyboard there, and keeps its label in sight.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".govuk-error-summary a")
  const field = link && document.getElementById(link.hash.slice(1))
  if (!field) return
  event.preventDefault()
  const label = field.closest("fieldset") ?? field.labels?.[0] ?? field
  label.scrollIntoView({ block: "start" })
  field.focus({ preventScroll: true })
})

// What one writes in is never beneath the button that stays at the foot of a phone.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" })
})

// On a phone the tabs are one row that slides: the page one is on is in sight.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const row = here.closest(".tabs")
  row.scrollLeft += here.getBoundingClientRect().right - row.getBoundingClientRect().right
}

// Text areas grow with their text where the style sheet cannot do it.
if (!CSS.supports("field-sizing", "content")) {
  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) target.rows = Math.max(target.rows, target.value.split("\n").length + 1)
  })
}

// Menus close when one looks elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]")
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false
})
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

// A double click sends a form once.
document.addEventListener("submit", (event) => {
  const { dataset } = event.target
  if (dataset.sent) event.preventDefault()
  dataset.sent = "yes"
  setTimeout(() => delete dataset.sent, 1500)
})

// A page made for paper offers to print itself.
for (const print of document.querySelectorAll("[data-print]")) print.addEventListener("click", () => window.print())
