import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import { noSuchClient } from '#desk/clients/refusals.ts'
import { readClient, type ClientCard, type KnownAs, type MergedClient } from '#storage/clients/read.ts'
import type { FoundClient } from '#storage/clients/search.ts'
import type { Db } from '#storage/database.ts'
import { presentReferral } from '../conversation/present-parts.ts'
import { presentPicture } from '../files/present.ts'
import type { Client, FoundClient as Found } from './contract.ts'

export async function presentClientById(db: Db, workspaceId: WorkspaceId, clientId: ClientId): Promise<Client> {
  const card = await readClient(db, workspaceId, clientId)
  if (!card) {
    throw noSuchClient()
  }
  return presentClient(card)
}

function presentClient(card: ClientCard): Client {
  const all = [card, ...card.merged]
  return {
    id: card.id,
    name: card.shownName,
    toldName: card.toldName,
    isNameWritten: card.isNameWritten,
    pictureUrl: presentPicture(card.shownPicture ?? undefined),
    phone: card.phone,
    email: card.email,
    note: card.note,
    isVip: all.some(({ vipSince }) => vipSince !== null),
    createdAt: new Date(Math.min(...all.map(({ createdAt }) => createdAt.getTime()))).toISOString(),
    ...presentHabits(card.identities),
    cameFrom: card.cameFrom ? { ...presentReferral(card.cameFrom.referral), at: card.cameFrom.at.toISOString() } : null,
    identities: card.identities.map(presentIdentity),
    merged: card.merged.map(presentMerged),
    ticketCount: card.ticketCount,
    tickets: card.tickets.map(({ id, number, status, text, createdAt }) => ({
      id,
      number,
      status,
      lastMessageText: text === '' ? null : text,
      createdAt: createdAt.toISOString(),
    })),
  }
}

/** Of several identities the one that was asked last knows best. */
function presentHabits(identities: readonly KnownAs[]): Pick<Client, 'locale' | 'clock'> {
  const lastFirst = identities.toSorted((a, b) => (b.checkedAt?.getTime() ?? 0) - (a.checkedAt?.getTime() ?? 0))
  const locale = lastFirst.find((one) => one.locale !== null)?.locale ?? null
  const told = lastFirst.find(({ utcOffsetMinutes, checkedAt }) => utcOffsetMinutes !== null && checkedAt !== null)
  return {
    locale,
    clock:
      told?.checkedAt && told.utcOffsetMinutes !== null
        ? { utcOffsetMinutes: told.utcOffsetMinutes, toldAt: told.checkedAt.toISOString() }
        : null,
  }
}

function presentIdentity({ clientId, channelId, channelName, kind, externalId, name }: KnownAs): Client['identities'][number] {
  return { clientId, channelId, channelName, kind, externalId, name }
}

function presentMerged(one: MergedClient): Client['merged'][number] {
  return {
    mergeId: one.mergeId,
    id: one.id,
    survivorId: one.survivorId,
    mergedAt: one.mergedAt.toISOString(),
    mergedBy: { userId: one.mergedBy, name: one.mergedByName },
    name: one.name,
    pictureUrl: presentPicture(one.picture ?? undefined),
    phone: one.phone,
    email: one.email,
    note: one.note,
    isVip: one.vipSince !== null,
    createdAt: one.createdAt.toISOString(),
  }
}

export function presentFound({ id, name, picture, isVip, phone, email, ticketCount, identities }: FoundClient): Found {
  return {
    id,
    name,
    pictureUrl: presentPicture(picture ?? undefined),
    isVip,
    phone,
    email,
    ticketCount,
    identities: identities.map(({ kind, channelName, externalId }) => ({ kind, channelName, externalId })),
  }
}
