import { pagesOf } from '../../world/login/grants.ts'
import { PERMISSIONS } from '../../world/login/permissions.ts'
import type { Grant, Page, Person, World } from '../../world/world.ts'
import { canReplay, type Choices, type Screen } from './dialog-flow.ts'
import type { DialogRefusal, DialogRequest } from './dialog-request.ts'
import { html, type Html } from '../html.ts'

/** A whole dialog page for a screen. `action` is where its form posts to: the very address of the dialog, query included. */
export function dialogPage(
  world: World,
  request: DialogRequest,
  now: { screen: Exclude<Screen, { name: 'leave' }>; action: string },
): string {
  const { screen, action } = now
  const person = 'person' in screen ? screen.person : undefined
  const body = html`<form method="post" action="${action}" data-testid="dialog-${screen.name}">
    <input type="hidden" name="from" value="${screen.name}" />
    ${person ? html`<input type="hidden" name="person" value="${person.id}" />` : undefined} ${content(world, request, screen)}
  </form>`
  return frame(`${request.app.name} wants to connect`, body)
}

export function refusalPage(refusal: DialogRefusal): string {
  return frame(
    refusal.title,
    html`<h1>${refusal.title}</h1>
      <p data-testid="dialog-error">${refusal.words}</p>`,
  )
}

function content(world: World, request: DialogRequest, screen: Exclude<Screen, { name: 'leave' }>): Html {
  switch (screen.name) {
    case 'log-in':
      return logIn(world, request)
    case 'continue':
      return screen.before && canReplay(request, screen.before)
        ? reconnect(request, screen.person, screen.before)
        : welcome(request, screen.person)
    case 'pages':
      return choosePages(pagesOf(world, screen.person.id), request, screen.before)
    case 'permissions':
      return choosePermissions(request, screen.choices, screen.before)
    case 'done':
      return html`<h1>${screen.person.name} has been connected to ${request.app.name}</h1>
        <p>You can change this at any time in your settings, under Business integrations.</p>
        <input type="hidden" name="code" value="${screen.code}" />
        <p class="row"><button class="main" name="press" value="ok">Got it</button></p>`
    default:
      return screen satisfies never
  }
}

function logIn(world: World, request: DialogRequest): Html {
  const people = [...world.state.people.values()].map((person) => ({ person, pages: pagesOf(world, person.id).length }))
  const button = ({ person, pages }: { person: Person; pages: number }) =>
    html`<button class="person" name="person" value="${person.id}">
      <img src="/sandbox/pictures/${person.id}.png" alt="" width="40" height="40" /><span
        ><b dir="auto">${person.name}</b
        ><small>${pages === 0 ? 'manages no Page' : `manages ${pages} ${pages === 1 ? 'Page' : 'Pages'}`}</small></span
      >
    </button>`
  return html`<h1>Log in to continue to ${request.app.name}</h1>
    <p>Who are you?</p>
    <div class="people">${people.filter(({ pages }) => pages > 0).map(button)}</div>
    <details>
      <summary>Someone who manages no Page</summary>
      <div class="people">${people.filter(({ pages }) => pages === 0).map(button)}</div>
    </details>
    <p class="row"><button class="plain" name="press" value="cancel">Cancel</button></p>`
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
    <p>
      Continue with your previous settings (${count === 0 ? 'no Page' : `${count} ${count === 1 ? 'Page' : 'Pages'}`}), or edit them to
      choose other Pages.
    </p>
    <p><button class="plain" name="press" value="edit">Edit settings</button></p>
    <p class="row">${CANCEL}<button class="main" name="press" value="continue">Continue as ${person.firstName}</button></p>
    ${SOMEONE_ELSE}`
}

function choosePages(pages: readonly Page[], request: DialogRequest, before: Grant | undefined): Html {
  const isAll = before?.allPages ?? false
  const box = (page: Page) =>
    html`<label class="tick"
      ><input type="checkbox" name="page" value="${page.id}" ${checked(isAll || (before?.pageIds.includes(page.id) ?? false))} /><img
        src="/sandbox/pictures/${page.id}.png"
        alt=""
        width="32"
        height="32"
      /><span><b dir="auto">${page.name}</b><small>${page.category}${page.isPublished ? undefined : ', unpublished'}</small></span></label
    >`
  return html`<h1>Choose the Pages you want ${request.app.name} to access</h1>
    <label class="tick"
      ><input type="radio" name="reach" value="all" ${checked(isAll)} /><span>Opt in to all current and future Pages</span></label
    >
    <label class="tick"
      ><input type="radio" name="reach" value="current" ${checked(!isAll)} /><span>Opt in to current Pages only</span></label
    >
    <fieldset class="list">
      <legend>Pages</legend>
      ${pages.length === 0 ? html`<p>You manage no Page.</p>` : pages.map(box)}
    </fieldset>
    <p class="row">${CANCEL}<button class="main" name="press" value="continue">Continue</button></p>`
}

function choosePermissions(request: DialogRequest, choices: Choices, before: Grant | undefined): Html {
  const asked = request.scopes.filter((scope) => scope !== 'public_profile')
  const isOn = (scope: string) => request.authType === 'rerequest' || !before?.declined.includes(scope)
  const flip = (scope: string) =>
    html`<label class="flip"
      ><span>${PERMISSIONS[scope]}<small>${scope}</small></span
      ><input type="checkbox" role="switch" name="scope" value="${scope}" ${checked(isOn(scope))}
    /></label>`
  return html`<h1>Review what ${request.app.name} may do</h1>
    <p>${choices.pageIds.length} ${choices.pageIds.length === 1 ? 'Page' : 'Pages'} chosen.</p>
    <input type="hidden" name="reach" value="${choices.reach}" />
    ${choices.pageIds.map((id) => html`<input type="hidden" name="page" value="${id}" />`)}
    <fieldset class="list">
      <legend>Permissions</legend>
      ${asked.map(flip)}
    </fieldset>
    <p class="row">
      ${CANCEL}<button class="plain" name="press" value="back">Back</button><button class="main" name="press" value="save">Save</button>
    </p>`
}

const CANCEL = html`<button class="plain" name="press" value="cancel">Cancel</button>`
const SOMEONE_ELSE = html`<p><button class="plain" name="press" value="switch">Log in as someone else</button></p>`

function face(person: Person): Html {
  return html`<img class="face" src="/sandbox/pictures/${person.id}.png" alt="" width="72" height="72" />`
}

function checked(isChecked: boolean): Html {
  return isChecked ? html` checked` : html``
}

function frame(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sandbox/web/base.css" />
        <link rel="stylesheet" href="/sandbox/web/dialog.css" />
      </head>
      <body>
        <header class="band">
          <b>SANDBOX</b><span>This stands where the login of Facebook stands. Nothing here reaches Facebook.</span>
        </header>
        <main class="dialog sheet">${body}</main>
      </body>
    </html>`.safe
}
