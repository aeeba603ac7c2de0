import { pagesOf } from '../../world/login/grants.ts'
import type { Grant, Person, World } from '../../world/world.ts'
import { html, type Html } from '../html.ts'
import { CANCEL, chooseBusinesses, choosePages, choosePermissions } from './dialog-choices.ts'
import { canReplay, type Screen } from './dialog-flow.ts'
import type { DialogRefusal, DialogRequest } from './dialog-request.ts'
import { dialogWords, pageCount } from './dialog-words.ts'

/** A screen that has something to show. */
export type ShownScreen = Exclude<Screen, { name: 'leave' | 'refused' }>

/** A whole dialog page for a screen. `action` is where its form posts to: the very address of the dialog, query included. */
export function dialogPage(world: World, request: DialogRequest, now: { screen: ShownScreen; action: string }): string {
  const { screen, action } = now
  const person = 'person' in screen ? screen.person : undefined
  const body = html`<form method="post" action="${action}" data-testid="dialog-${screen.name}">
    <input type="hidden" name="from" value="${screen.name}" />
    ${person ? html`<input type="hidden" name="person" value="${person.id}" />` : undefined} ${content(world, request, screen)}
  </form>`
  return frame(`${request.app.name} wants to connect`, body, request.display)
}

export function refusalPage(refusal: DialogRefusal): string {
  return frame(
    refusal.title,
    html`<h1>${refusal.title}</h1>
      <p data-testid="dialog-error">${refusal.words}</p>`,
  )
}

function content(world: World, request: DialogRequest, screen: ShownScreen): Html {
  const words = dialogWords(world.state.settings.dialogWording)
  switch (screen.name) {
    case 'log-in':
      return logIn(world, request)
    case 'continue':
      return screen.before && canReplay(request, screen.before)
        ? reconnect(request, screen.person, screen.before)
        : welcome(request, screen.person)
    case 'pages':
      return choosePages(world, request, screen)
    case 'businesses':
      return chooseBusinesses(world, request, screen)
    case 'permissions':
      return choosePermissions(world, request, screen)
    case 'done':
      return html`<h1>${words.done(screen.person.name, request.app.name)}</h1>
        <p>You can change this at any time in your settings, under Business integrations.</p>
        <input type="hidden" name="code" value="${screen.code}" />
        <p class="row"><button class="main" name="press" value="ok">${words.leave}</button></p>`
    default:
      return screen satisfies never
  }
}

function logIn(world: World, request: DialogRequest): Html {
  const people = [...world.state.people.values()].map((person) => ({ person, pages: pagesOf(world, person.id).length }))
  const button = ({ person, pages }: { person: Person; pages: number }) =>
    html`<button class="person" name="person" value="${person.id}">
      <img src="/sandbox/pictures/${person.id}.png" alt="" width="40" height="40" /><span
        ><b dir="auto">${person.name}</b><small>${pages === 0 ? 'manages no Page' : `manages ${pageCount(pages)}`}</small></span
      >
    </button>`
  return html`<h1>Log in to continue to ${request.app.name}</h1>
    <p>Who are you?</p>
    <div class="people">${people.filter(({ pages }) => pages > 0).map(button)}</div>
    <details>
      <summary>People who manage no Page</summary>
      <div class="people">${people.filter(({ pages }) => pages === 0).map(button)}</div>
    </details>
    <p class="row">${CANCEL}</p>`
}

function welcome(request: DialogRequest, person: Person): Html {
  return html`${face(person)}
    <h1>Continue as ${person.firstName}?</h1>
    <p>${request.app.name} will receive your name and profile picture.</p>
    <p class="row">${CANCEL}<button class="main" name="press" value="continue">Continue as ${person.firstName}</button></p>
    ${SOMEONE_ELSE}`
}

function reconnect(request: DialogRequest, person: Person, before: Grant): Html {
  const count = before.pageIds.length
  return html`${face(person)}
    <h1>You previously connected ${request.app.name}</h1>
    <p>Continue with your previous settings (${count === 0 ? 'no Page' : pageCount(count)}), or edit them to choose other Pages.</p>
    <p><button class="plain" name="press" value="edit">Edit settings</button></p>
    <p class="row">${CANCEL}<button class="main" name="press" value="continue">Continue as ${person.firstName}</button></p>
    ${SOMEONE_ELSE}`
}

const SOMEONE_ELSE = html`<p><button class="plain" name="press" value="switch">Log in as someone else</button></p>`

function face(person: Person): Html {
  return html`<img class="face" src="/sandbox/pictures/${person.id}.png" alt="" width="72" height="72" />`
}

function frame(title: string, body: Html, display = 'page'): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sandbox/web/base.css" />
        <link rel="stylesheet" href="/sandbox/web/dialog.css" />
        <link rel="stylesheet" href="/sandbox/web/forced.css" />
      </head>
      <body>
        <header class="band"><b>SANDBOX</b><span>This stands in for Facebook’s login. Nothing here reaches Facebook.</span></header>
        <main class="dialog sheet" data-display="${display}">${body}</main>
      </body>
    </html>`.safe
}
