import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { PageAllowance } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { Switch } from '../ui/switch.tsx'
import { useNow } from '../ui/use-now.ts'
import { allowancesQuery, useRecordAllowance } from './allowances-queries.ts'
import { ALLOWANCE_WORDS, recordedWords } from './allowances-words.ts'
import { RegistrationForm } from './registration-form.tsx'

/** What Facebook allows a Page beyond the 24 hours. It tells nobody, so somebody who knows records it. */
export function Allowances({ channelId }: { readonly channelId: string }) {
  const allowances = useQuery(allowancesQuery(channelId))
  const heading = useId()
  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        After the 24 hours
      </h2>
      <p className="settings-lead">
        Facebook lets a Page write for 24 hours after a customer’s last message. What it allows this Page beyond that it tells nobody, so
        turn it on here once Facebook has granted it. Messages sent without that are refused, and can cost the Page its permission to send.
      </p>
      <Loaded query={allowances} what="What Facebook allows">
        {(all) => (
          <div className="card">
            {all.map((one) => (
              <AllowanceRow key={one.allowance} channelId={channelId} allowance={one} />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  )
}

type RowProps = { readonly channelId: string; readonly allowance: PageAllowance }

function AllowanceRow({ channelId, allowance }: RowProps) {
  const record = useRecordAllowance(channelId, allowance.allowance)
  const [isRegistering, setRegistering] = useState(false)
  const now = useNow(60_000)
  const [whatId, stateId] = [useId(), useId()]
  const { name, what, icon: Glyph } = ALLOWANCE_WORDS[allowance.allowance]
  const recorded = recordedWords(allowance, now)

  function handleSwitch(isAllowed: boolean): void {
    if (isAllowed && allowance.allowance === 'news') {
      setRegistering(true)
    } else {
      record.mutate({ isAllowed })
    }
  }

  function close(): void {
    setRegistering(false)
    record.reset()
  }

  return (
    <div className="setting">
      <h3>
        <Glyph size={18} aria-hidden="true" />
        {name}
      </h3>
      <p id={whatId}>{what}</p>
      {/* Not disabled while the desk answers: a disabled switch would drop the focus. */}
      <Switch label={name} isOn={allowance.isAllowed} onSwitch={handleSwitch} describedBy={`${whatId} ${stateId}`} />
      <div className="rest" id={stateId} aria-live="polite">
        {allowance.useScenario === null ? null : (
          <p className="registered">
            <span>
              Registered for <bdi>“{allowance.useScenario}”</bdi>
            </span>
            <Button size="xs" variant="quiet" onClick={() => setRegistering(true)}>
              Change
            </Button>
          </p>
        )}
        {recorded === undefined ? null : <p>{recorded}</p>}
        <FormError message={record.isError && !isRegistering ? wordsOf(record.error) : undefined} />
      </div>
      <Modal opened={isRegistering} onClose={close} title="News Page Index" size={460}>
        <RegistrationForm
          known={allowance.useScenario ?? ''}
          isPending={record.isPending}
          failure={record.error}
          onSave={(useScenario) => record.mutate({ isAllowed: true, useScenario }, { onSuccess: close })}
          onCancel={close}
        />
      </Modal>
    </div>
  )
}
