import { KeyLine } from '../keys/key-line.tsx'
import { waysShown } from '../keys/key-names.ts'
import { KEYMAP, type ShortcutId } from '../keys/keymap.ts'
import { useKeyboard } from '../keys/letter-keys.ts'
import { useMay } from '../session/session.ts'
import { WindowChip } from '../ui/window-chip.tsx'

const FOR_AGENTS: readonly ShortcutId[] = ['command-menu', 'next-ticket', 'internal-comment', 'solve', 'all-keys']
const FOR_READERS: readonly ShortcutId[] = ['command-menu', 'next-ticket', 'previous-ticket', 'internal-comment', 'all-keys']

/** What is good to know while one waits for the first message. */
export function FirstStepsAside() {
  const keyboard = useKeyboard()
  const mayWork = useMay('ticket.work')
  return (
    <aside className="aside" aria-label="Good to know" data-region tabIndex={-1}>
      <section>
        <h2>Five shortcuts to learn</h2>
        <dl>
          {(mayWork ? FOR_AGENTS : FOR_READERS).map((id) => (
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
