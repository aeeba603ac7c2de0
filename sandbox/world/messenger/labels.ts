import { oauthError } from '../graph-error.ts'
import { newObjectId } from '../ids.ts'
import { announceChange } from '../webhooks/webhooks.ts'
import { type Page, tell, type World } from '../world.ts'
import type { Conversation } from './thread.ts'

/** A label of the Page's inbox and the people it is put on (Messenger Platform docs, custom labels, 2026-03). */
export type Label = { readonly id: string; readonly pageId: string; readonly name: string; readonly psids: readonly string[] }

/** Names are one of a kind on a Page: a second one of the same name is 100. */
export function makeLabel(world: World, page: Page, name: string): Label {
  if (labelsOf(world, page.id).some((label) => label.name === name)) {
    throw oauthError(100, '(#100) A label with this name already exists')
  }
  const label: Label = { id: newObjectId(), pageId: page.id, name, psids: [] }
  world.state.messenger.labels.set(label.id, label)
  tell(world, { type: 'state' })
  return label
}

export function labelsOf(world: World, pageId: string): Label[] {
  return [...world.state.messenger.labels.values()].filter((label) => label.pageId === pageId)
}

/** Puts a label on a person, or takes it off. The subscribers of `inbox_labels` hear of what changed. */
export function setLabel(world: World, label: Label, { conversation, isOn }: { conversation: Conversation; isOn: boolean }): void {
  const others = label.psids.filter((psid) => psid !== conversation.psid)
  const wasOn = others.length < label.psids.length
  world.state.messenger.labels.set(label.id, { ...label, psids: isOn ? [...others, conversation.psid] : others })
  tell(world, { type: 'marks', conversation })
  if (wasOn !== isOn) {
    announceChange(
      world,
      { pageId: label.pageId, field: 'inbox_labels', at: world.clock.now() },
      { user: { id: conversation.psid }, action: isOn ? 'add' : 'remove', label: { id: label.id, page_label_name: label.name } },
    )
  }
}

/** The label goes from everyone who wore it; whether Facebook tells of each is not known, so nobody is told. */
export function dropLabel(world: World, label: Label): void {
  world.state.messenger.labels.delete(label.id)
  tell(world, { type: 'state' })
}
