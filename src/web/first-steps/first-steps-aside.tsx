import { KeyLine } from '../keys/key-line.tsx'
import { waysShown } from '../keys/key-names.ts'
import { KEYMAP, type ShortcutId } from '../keys/keymap.ts'
import { useKeyboard } from '../keys/letter-keys.ts'
import { WindowChip } from '../ui/window-chip.tsx'

const FIVE_SHORTCUTS: readonly ShortcutId[] = ['command-menu', 'next-ticket', 'internal-comment', 'solve', 'all-keys']

/** What is good to know while one waits for the first message. */
export function FirstStepsAside() {
  const keyboard = useKeyboard()
  return (
    <aside className="aside" aria-label="Good to know" data-region tabIndex={-1}>
      <section>
        <h2>Five shortcuts to learn</h2>
        <dl>
          {FIVE_SHORTCUTS.map((id) => (
            <KeyLine key={id} label={KEYMAP[id].label} ways={waysShown(id, keyboard)} />
          ))}
        </dl>
      </section>
      <section>
        <h2>The dial</h2>
        <p>Facebook lets you write for 24 hours after a customer’s message. The dial beside each ticket shows how much is left.</p>
        <p className="chips">
          <WindowChip level="open" label="19 h" share={0.8} />
          <WindowChip level="soon" label="3 h" share={0.13} />
          <WindowChip level="last" label="24 min" share={0.02} />
        </p>
      </section>
      <section>
        <h2>Your data</h2>
        <p>Everything stays on your own server. Pagedesk sends no statistics to anyone.</p>
      </section>
    </aside>
  )
}
