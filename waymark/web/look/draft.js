// What is typed is kept: a second after the last key, and whenever the page is left. The page says
// so in plain sight, and says as plainly when it could not, while it tries again. A form without a
// draft is read for names alone: nothing of it is kept, so nothing is said of keeping it.

const PAUSE = 1000 // after the last key, in milliseconds
const AT_LEAST_EVERY = 5000 // while somebody goes on typing
const PATIENCE = 8000 // with an answer that does not come
const WAITS = [2000, 4000, 8000, 15000] // between one try and the next
const SIGNED_OUT = 401
const TOO_LONG = "413"
const CLOSED = ["403", "404"] // the page is too old, or the record is not open to her any more

for (const form of document.querySelectorAll("form[data-draft-to]")) watch(form)

function watch(form) {
  const keeps = "draft" in form.dataset
  const status = form.querySelector("[data-draft-status]")
  const secret = new Set([...form.querySelectorAll("[data-never-kept]")].map((each) => each.name))
  // What was refused, or sent too late, is nowhere but on this page, until it is kept.
  const isUnkept = keeps && ("draftUnkept" in form.dataset || document.querySelector(".govuk-error-summary") !== null)
  const asItWas = "draftUntouched" in form.dataset ? written() : null
  let tooLate = null // what was sent after the session had ended
  let timer, typedSince, underWay, tries = 0, kept = isUnkept && asItWas === null ? "" : written(), isLeaving = false

  function written() {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form))
      if (typeof value === "string" && !secret.has(name)) fields.append(name, value)
    return fields.toString()
  }

  function say(words, kind) {
    if (!keeps) return
    if (status.textContent !== words) status.textContent = words
    status.dataset.kind = kind
  }

  // What is said of a field stands beneath it, the first where it is said of several.
  function beneath(piece) {
    const place = form.querySelector("[data-draft-named]")
    const name = piece.querySelector("[data-field]")?.dataset.field
    const field = name && form.querySelector(`[name="${CSS.escape(name)}"]`)
    const group = field?.closest(".govuk-form-group")
    if (group && group.nextElementSibling !== place) group.after(place)
  }

  // A piece of a page that our own server drew.
  function tell(piece, where) {
    const place = form.querySelector(`[data-draft-${where}]`)
    if (place && piece !== undefined && place.innerHTML !== piece) place.innerHTML = piece
  }

  function send(text, more) {
    const body = new URLSearchParams(text)
    if (keeps) body.append("draft", form.dataset.draft)
    // What is tried again after the session has ended is not kept again: it would never be too old.
    const says = text === asItWas ? "as-it-was" : text === tooLate ? "again" : "1"
    return fetch(form.dataset.draftTo, { method: "POST", body, headers: { "Waymark-Autosave": says }, ...more })
  }

  async function save() {
    const text = written()
    if (underWay || text === kept) return
    typedSince = undefined
    underWay = keep(text).finally(() => (underWay = undefined))
    await underWay
    if (written() !== kept) soon(tries ? WAITS[Math.min(tries, WAITS.length) - 1] : PAUSE)
  }

  async function keep(text) {
    try {
      const answer = await send(text, { signal: AbortSignal.timeout(PATIENCE) })
      if (answer.status === SIGNED_OUT) return signedOut(text)
      if (!answer.ok) throw new Error(answer.status)
      const { saved, beside, named } = await answer.json()
      kept = text
      tries = 0
      if (named) beneath(document.createRange().createContextualFragment(named))
      tell(named, "named")
      if (named) form.querySelector("[data-draft-named]")?.scrollIntoView({ block: "nearest" })
      if (written() === kept) tell(beside, "beside")
      say(written() === kept && text !== asItWas ? `Draft saved ${saved}` : "", "saved")
    } catch (fault) {
      notKept(fault)
    }
  }

  function notKept(fault) {
    tries += 1
    if (CLOSED.includes(fault?.message))
      return say("Not saved yet: this record is not open to you any more. Open it in another tab. Trying again.", "not-kept")
    if (fault?.message === TOO_LONG) return say("Not saved yet: this is more than Waymark can take at once. Make it shorter.", "not-kept")
    const why = navigator.onLine ? "Waymark does not answer" : "no signal"
    say(`Not saved yet: ${why}. Trying again.`, "not-kept")
  }

  function signedOut(text) {
    tooLate = text
    say("You were signed out. Press the button below: sign in, and your words stand here again.", "not-kept")
    tries = 1
  }

  function soon(wait) {
    clearTimeout(timer)
    timer = setTimeout(save, wait)
  }

  function typed() {
    if (written() === kept) return
    if (!tries) say("", "")
    typedSince ??= Date.now()
    if (!tries) soon(Math.min(PAUSE, Math.max(0, typedSince + AT_LEAST_EVERY - Date.now())))
    else if (!underWay) soon(PAUSE)
  }

  function leave() {
    if (!keeps || isLeaving || written() === kept) return
    send(written(), { keepalive: true }).then((answer) => answer.ok && (kept = written()), () => {})
  }

  // What is saved for good is no draft any more: nothing of it may arrive after the form does.
  async function handIn(event) {
    isLeaving = true
    clearTimeout(timer)
    if (!keeps || !underWay) return
    event.preventDefault()
    event.stopPropagation()
    await underWay
    clearTimeout(timer)
    form.requestSubmit(event.submitter)
  }

  beneath(form)
  if (isUnkept) soon(0)
  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  form.addEventListener("submit", handIn)
  addEventListener("online", () => soon(0))
  addEventListener("offline", () => written() !== kept && notKept())
  addEventListener("pagehide", leave)
  addEventListener("pageshow", () => (isLeaving = false))
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave())
}
