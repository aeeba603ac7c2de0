import { businessesOf } from '../../world/login/businesses.ts'
import { pagesOf } from '../../world/login/grants.ts'
import { isPageScope, PERMISSIONS } from '../../world/login/scopes.ts'
import type { Grant, World } from '../../world/world.ts'
import { html, type Html } from '../html.ts'
import type { Choices, Visit } from './dialog-flow.ts'
import type { DialogRequest } from './dialog-request.ts'
import { dialogWords, pageCount } from './dialog-words.ts'

export const CANCEL = html`<button class="plain" name="press" value="cancel">Cancel</button>`

/** Which Pages, with the two radios; what was chosen the last time is ticked. */
export function choosePages(world: World, request: DialogRequest, { person, before }: Visit): Html {
  const words = dialogWords(world.state.settings.dialogWording)
  const pages = pagesOf(world, person.id).map(({ id, name, category, isPublished }) => ({
    id,
    name,
    note: `${category}${isPublished ? '' : ', unpublished'}`,
    picture: true,
  }))
  const ticked = { isAll: before?.allPages ?? false, ids: before?.pageIds ?? [] }
  return html`<h1>${words.pages(request.app.name)}</h1>
    ${picker({ field: 'page', radio: 'reach', legend: 'Pages', none: 'You manage no Page.', items: pages, ticked })}
    <p class="row">${CANCEL}<button class="main" name="press" value="continue">${words.next}</button></p>`
}

/** Which businesses: asked when the app wants `business_management`, or a token of a system user. */
export function chooseBusinesses(world: World, request: DialogRequest, visit: Visit & { choices: Choices }): Html {
  const { person, before, choices } = visit
  const words = dialogWords(world.state.settings.dialogWording)
  const items = businessesOf(world, person.id).map(({ id, name, pageIds }) => ({
    id,
    name,
    note: pageCount(pageIds.length),
    picture: false,
  }))
  const ticked = { isAll: before?.allBusinesses ?? false, ids: before?.businessIds ?? [] }
  return html`<h1>${words.businesses(request.app.name)}</h1>
    ${carried('reach', 'page', { reach: choices.reach, ids: choices.pageIds })}
    ${picker({ field: 'business', radio: 'business_reach', legend: 'Businesses', none: 'You manage no business.', items, ticked })}
    <p class="row">${CANCEL}<button class="main" name="press" value="continue">${words.next}</button></p>`
}

/** A switch for each permission; what was declined before stays off, unless the app asks again. */
export function choosePermissions(world: World, request: DialogRequest, visit: { choices: Choices; before: Grant | undefined }): Html {
  const { choices, before } = visit
  const words = dialogWords(world.state.settings.dialogWording)
  const asked = request.scopes.filter((scope) => scope !== 'public_profile')
  const hasPages = request.scopes.some(isPageScope)
  const isOn = (scope: string) =>
    request.authType === 'rerequest' || request.config !== undefined || !(before?.declined.includes(scope) ?? false)
  const flip = (scope: string) =>
    html`<label class="flip"
      ><span>${PERMISSIONS[scope]}<small>${scope}</small></span
      ><input type="checkbox" role="switch" name="scope" value="${scope}" ${checked(isOn(scope))}
    /></label>`
  return html`<h1>${words.permissions(request.app.name)}</h1>
    ${hasPages && html`<p>${pageCount(choices.pageIds.length)} chosen.</p>`}
    ${carried('reach', 'page', { reach: choices.reach, ids: choices.pageIds })}
    ${carried('business_reach', 'business', { reach: choices.businessReach, ids: choices.businessIds })}
    <fieldset class="list">
      <legend>Permissions</legend>
      ${asked.map(flip)}
    </fieldset>
    <p class="row">
      ${CANCEL}<button class="plain" name="press" value="back">Back</button
      ><button class="main" name="press" value="save">${words.save}</button>
    </p>`
}

type Item = { readonly id: string; readonly name: string; readonly note: string; readonly picture: boolean }
type Picker = {
  readonly field: string
  readonly radio: string
  readonly legend: string
  readonly none: string
  readonly items: readonly Item[]
  readonly ticked: { readonly isAll: boolean; readonly ids: readonly string[] }
}

function picker({ field, radio, legend, none, items, ticked }: Picker): Html {
  const box = (item: Item) =>
    html`<label class="tick"
      ><input type="checkbox" name="${field}" value="${item.id}" ${checked(ticked.isAll || ticked.ids.includes(item.id))} />${
        item.picture ? html`<img src="/sandbox/pictures/${item.id}.png" alt="" width="32" height="32" />` : undefined
      }<span><b dir="auto">${item.name}</b><small>${item.note}</small></span></label
    >`
  return html`<label class="tick"
      ><input type="radio" name="${radio}" value="all" ${checked(ticked.isAll)} /><span
        >Opt in to all current and future ${legend}</span
      ></label
    >
    <label class="tick"
      ><input type="radio" name="${radio}" value="current" ${checked(!ticked.isAll)} /><span>Opt in to current ${legend} only</span></label
    >
    <fieldset class="list">
      <legend>${legend}</legend>
      ${items.length === 0 ? html`<p>${none}</p>` : items.map(box)}
    </fieldset>`
}

/** What an earlier screen chose goes along unseen. */
function carried(radio: string, field: string, choice: { reach: string; ids: readonly string[] }): Html {
  return html`<input type="hidden" name="${radio}" value="${choice.reach}" />
    ${choice.ids.map((id) => html`<input type="hidden" name="${field}" value="${id}" />`)}`
}

function checked(isChecked: boolean): Html {
  return isChecked ? html` checked` : html``
}
