import { html, render } from 'lit-html'

type Question = { readonly title: string; readonly words: string; readonly yes: string }

/** Asks before something that cannot be undone. True when the person agrees; Escape and Cancel say no. */
export function confirmed({ title, words, yes }: Question): Promise<boolean> {
  const dialog = document.createElement('dialog')
  dialog.className = 'sheet ask'
  dialog.setAttribute('aria-labelledby', 'ask-title')
  dialog.setAttribute('aria-describedby', 'ask-words')
  render(
    html`<form method="dialog">
      <h2 id="ask-title">${title}</h2>
      <p id="ask-words">${words}</p>
      <p class="row"><button class="plain" value="no" autofocus>Cancel</button><button class="main" value="yes">${yes}</button></p>
    </form>`,
    dialog,
  )
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes')
      dialog.remove()
    })
  })
}
