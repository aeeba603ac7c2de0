import { IconCheck, IconExternalLink, IconHandClick } from '@tabler/icons-react'
import { tappedCard } from '#domain/offers/tap-payload.ts'
import type { MessagePart } from '../../api/types.ts'
import { Quote } from '../lines/quote.tsx'
import type { Quoted } from '../lines/quote-words.ts'
import { Card } from './card.tsx'
import { useTapped } from './taps-context.ts'

type Of<Part extends MessagePart['part']> = Extract<MessagePart, { readonly part: Part }>

type ChoicesProps = { readonly part: Of<'choices'>; readonly lineId: string | undefined }

/** Answers that the customer could tap, and which of them they did. They are theirs: they are shown, not pressed. */
export function ChoicesPart({ part: { titles }, lineId }: ChoicesProps) {
  const tapped = useTapped(lineId)
  return (
    <ul className="choices" aria-label="Quick replies that the customer sees">
      {titles.map((title, index) => (
        <li key={index} dir="auto" data-tapped={title === tapped || undefined}>
          {title === tapped && <IconCheck size={14} aria-label="Tapped:" />}
          {title}
        </li>
      ))}
    </ul>
  )
}

/** As the customer got it. The buttons are theirs: they are shown, not pressed. */
export function TemplatePart({ part: { title, cards, buttons } }: { readonly part: Of<'template'> }) {
  if (title === null && cards.length === 0) {
    return (
      <div className="att">
        <Buttons buttons={buttons} />
      </div>
    )
  }
  if (cards.length < 2) {
    const [card] = cards
    const ownTitle = card?.title ?? title
    return (
      <Card kind="template" lead="Template" title={ownTitle} more={card?.subtitle ?? undefined} picture={card?.picture}>
        <Buttons buttons={[...(card?.buttons ?? []), ...buttons]} />
      </Card>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by the keyboard
    <ul className="carousel" tabIndex={0} aria-label={`${cards.length} cards`}>
      {cards.map((card, index) => (
        <li key={index}>
          <Card
            kind="template"
            lead={`Card ${index + 1} of ${cards.length}`}
            title={card.title}
            more={card.subtitle ?? undefined}
            picture={card.picture}
          >
            <Buttons buttons={card.buttons} />
          </Card>
        </li>
      ))}
    </ul>
  )
}

function Buttons({ buttons }: { readonly buttons: Of<'template'>['buttons'] }) {
  return buttons.length === 0 ? null : (
    <ul className="tpl" aria-label="Buttons that the customer sees">
      {buttons.map(({ title, url }, index) => (
        <li key={index} dir="auto">
          {url === null ? <IconHandClick size={14} aria-hidden="true" /> : <IconExternalLink size={14} aria-hidden="true" />}
          {title}
        </li>
      ))}
    </ul>
  )
}

const TAPS: Readonly<Record<Of<'tap'>['how'], string>> = {
  'quick-reply': 'Tapped a quick reply',
  postback: 'Tapped a button',
  command: 'Chose a command',
}

/** The message that offered it. */
export type Tapped = { readonly quote: Quoted; readonly client: string }

type TapProps = { readonly part: Of<'tap'>; readonly tapped: Tapped | undefined }

export function TapPart({ part: { how, title, payload }, tapped }: TapProps) {
  const card = cardOf(payload, tapped)
  return (
    <div className="bubble" data-tap>
      {tapped && <Quote {...tapped} />}
      <IconHandClick size={16} aria-hidden="true" />
      <span>
        <span dir="auto">{title === '' ? 'A button without words' : title}</span>
        <small>
          {TAPS[how]}
          {card === undefined ? null : (
            <>
              {' of '}
              <bdi>{card}</bdi>
            </>
          )}
        </small>
      </span>
    </div>
  )
}

/** Buttons of several cards may have the same title. */
function cardOf(payload: string | null, tapped: Tapped | undefined): string | undefined {
  const place = tappedCard(payload ?? undefined)
  const template = tapped?.quote.parts.find((part) => part.part === 'template')
  return place === undefined ? undefined : (template?.cards[place - 1]?.title ?? undefined)
}
