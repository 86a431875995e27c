// A link that is shown once is shared or copied by one tap, where the browser can; else it is copied by hand.
for (const send of document.querySelectorAll("[data-send]")) {
  const link = send.dataset.send
  const said = send.querySelector("[role=status]")
  const ways = {
    share: navigator.share && (() => navigator.share({ url: link })),
    copy: navigator.clipboard && (() => navigator.clipboard.writeText(link).then(() => (said.textContent = "Copied"))),
  }
  for (const button of send.querySelectorAll("[data-send-by]")) {
    const way = ways[button.dataset.sendBy]
    button.hidden = !way
    button.addEventListener("click", () => way().catch(() => send.querySelector("textarea").select()))
  }
}
