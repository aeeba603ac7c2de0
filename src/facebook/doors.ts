import type { CheckPorts } from '#desk/channels/check-channels.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import type { ChannelId } from '#domain/ids.ts'
import type { Sealer } from '#storage/secrets.ts'
import { createFacebookChecks } from './checks.ts'
import type { ClockWatch } from './graph/clock-watch.ts'
import type { Graph } from './graph/graph.ts'
import { begin, type DialogWish, returnAddress, type Visitor } from './oauth/begin.ts'
import { comeBack, type DialogAnswer, type DialogReturn } from './oauth/come-back.ts'
import { type Connected, connectPages } from './oauth/connect-pages.ts'
import { deletePage, disconnectPage, type Disconnected } from './oauth/disconnect-page.ts'
import { showAuthorisation, type ShownAuthorisation } from './oauth/show-authorisation.ts'
import { FIELDS, webhookAddress } from './subscribe.ts'
import { personIn } from './signed-request.ts'
import { createTemplateDoor, type TemplateDoor } from './templates/templates.ts'
import type { WebhookDoor } from './webhooks/intake.ts'

/** Connecting Pages, as the API uses it. Every refusal is a `DeskError`. */
type OauthDoor = {
  begin(visitor: Visitor, wish: DialogWish): Promise<{ readonly dialogUrl: string }>
  comeBack(visitor: Visitor, answer: DialogAnswer): Promise<DialogReturn>
  show(actor: Actor, authorisationId: string): Promise<ShownAuthorisation>
  disconnect(actor: Actor, channelId: ChannelId): Promise<Disconnected>
  deletePage(actor: Actor, wish: { readonly channelId: ChannelId; readonly typedName: string }): Promise<Disconnected>
  connect(actor: Actor, wish: Parameters<typeof connectPages>[2]): Promise<Connected>
}

/** Everything of Facebook's that knocks at the API. */
export type FacebookDoors = {
  readonly webhooks: WebhookDoor
  readonly oauth: OauthDoor
  readonly templates: TemplateDoor
  /** What is entered in the app's settings at Facebook. */
  readonly app: {
    readonly id: string
    readonly verifyToken: string
    readonly events: readonly string[]
    readonly addresses: Readonly<Record<'callback' | 'redirect' | 'deauthorise' | 'dataDeletion', string>>
  }
  /** What an administrator who looks for a fault has asked at once. */
  readonly checks: CheckPorts
  /** Whom a `signed_request` is about, by their id for our app; undefined where Facebook did not sign it. */
  personIn(signedRequest: string | undefined): string | undefined
}

export type FacebookOptions = {
  readonly desk: Desk
  readonly graph: Graph
  readonly sealer: Sealer
  readonly clockWatch: ClockWatch
  readonly config: {
    readonly dialogUrl: string
    readonly version: string
    readonly verifyToken: string
    readonly appSecret: string
    readonly publicUrl: string
    readonly utilityPermission: string | undefined
  }
  readonly webhooks: WebhookDoor
}

export function createFacebook({ desk, graph, sealer, clockWatch, config, webhooks }: FacebookOptions): FacebookDoors {
  const { appSecret, ...known } = config
  const app = { desk, graph, sealer, ...known, publicUrl: config.publicUrl.replace(/\/+$/, '') }
  return {
    webhooks,
    personIn: (signedRequest) => personIn(signedRequest, appSecret),
    app: {
      id: graph.appId,
      verifyToken: config.verifyToken,
      events: FIELDS,
      addresses: {
        callback: webhookAddress(app.publicUrl),
        redirect: returnAddress(app.publicUrl),
        deauthorise: `${app.publicUrl}/facebook/deauthorise`,
        dataDeletion: `${app.publicUrl}/facebook/data-deletion`,
      },
    },
    checks: createFacebookChecks({ db: desk.db, graph, sealer, clockWatch, publicUrl: config.publicUrl, verifyToken: config.verifyToken }),
    templates: createTemplateDoor({ desk, db: desk.db, graph, sealer }),
    oauth: {
      begin: (visitor, wish) => begin(app, visitor, wish),
      comeBack: (visitor, answer) => comeBack(app, visitor, answer),
      show: (actor, authorisationId) => showAuthorisation(app, actor, authorisationId),
      disconnect: (actor, channelId) => disconnectPage(app, actor, channelId),
      deletePage: (actor, wish) => deletePage(app, actor, wish),
      connect: (actor, wish) => connectPages(app, actor, wish),
    },
  }
}
