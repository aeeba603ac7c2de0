import { keyNames } from '../keys/key-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import { WindowChip } from '../ui/window-chip.tsx'

const FIVE_KEYS = [
  { label: 'Command menu', keys: ['Ctrl', 'K'] },
  { label: 'Next ticket', keys: ['Alt', 'J'] },
  { label: 'Internal comment', keys: ['Alt', 'P'] },
  { label: 'Solve', keys: ['Alt', 'E'] },
  { label: 'All keys', keys: ['?'] },
] as const

/** What is good to know while one waits for the first message. */
export function FirstStepsAside() {
  return (
    <aside className="aside" aria-label="Good to know">
      <section>
        <h2>Learn five keys</h2>
        <dl>
          {FIVE_KEYS.map(({ label, keys }) => (
            <div className="key-line" key={label}>
              <dt>{label}</dt>
              <dd>
                {keyNames(keys).map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
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
