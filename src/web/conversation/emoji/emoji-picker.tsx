import { EmojiPicker as Picker, type EmojiPickerListComponents } from 'frimousse'
import { useFirstFocus } from '../../ui/use-first-focus.ts'
import { loadEmoji } from './emoji-data.ts'
import './emoji.css'

const COLUMNS = 8
/** Escape leaves the emoji, and not the dialog around them. */
const ESCAPE_STAYS = { 'data-mantine-stop-propagation': 'true' }

/** Emoji by group and by name. Loaded when somebody opens it. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  return (
    <Picker.Root className="emoji" columns={COLUMNS} resolveEmojiData={loadEmoji} onEmojiSelect={({ emoji }) => onPick(emoji)}>
      <Picker.Search className="emoji-search" aria-label="Search emoji" placeholder="Search" ref={useFirstFocus()} {...ESCAPE_STAYS} />
      <Picker.Viewport className="emoji-view">
        <Picker.Loading className="emoji-note">Loading…</Picker.Loading>
        <Picker.Empty className="emoji-note">{({ search }) => `Nothing found for “${search}”.`}</Picker.Empty>
        <Picker.List className="emoji-list" components={PARTS} />
      </Picker.Viewport>
      <div className="emoji-foot">
        <Picker.ActiveEmoji>
          {({ emoji }) => (
            <span className="ellipsis" aria-live="polite">
              {emoji === undefined ? 'Arrows choose, Enter inserts' : `${emoji.emoji} ${emoji.label}`}
            </span>
          )}
        </Picker.ActiveEmoji>
        <Picker.SkinToneSelector className="emoji-tone" aria-label="Skin tone" {...ESCAPE_STAYS} />
      </div>
    </Picker.Root>
  )
}

const PARTS: Partial<EmojiPickerListComponents> = {
  CategoryHeader: ({ category, ...rest }) => (
    <div {...rest} className="emoji-group">
      {category.label}
    </div>
  ),
  // Frimousse counts rows and columns from 0; a screen reader counts from 1. It scrolls to the row of a number: the style leaves room for the next.
  Row: ({ children, 'aria-rowindex': row, ...rest }) => (
    <div {...rest} {...(row === undefined ? {} : { 'aria-rowindex': row + 1 })} className="emoji-row">
      {children}
    </div>
  ),
  Emoji: ({ emoji, 'aria-colindex': column = 0, ...rest }) => {
    const cell = { ...rest, 'aria-colindex': column + 1 }
    return (
      <button {...cell} type="button" className="emoji-one" title={emoji.label}>
        {emoji.emoji}
      </button>
    )
  },
}
