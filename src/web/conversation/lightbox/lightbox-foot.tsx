import type { FilePart } from '../../api/types.ts'
import { useMay } from '../../session/session.ts'
import { Kbd } from '../../ui/kbd.tsx'

type LightboxFootProps = { readonly pictures: readonly FilePart[]; readonly index: number; readonly onChoose: (index: number) => void }

const KEYS: readonly (readonly [keys: readonly string[], act: string])[] = [
  [['←', '→'], 'picture'],
  [['+', '−'], 'zoom'],
  [['0'], 'fit'],
  [['Shift', '↑', '↓', '←', '→'], 'move'],
  [['D'], 'download'],
  [['O'], 'original'],
  [['Esc'], 'close'],
]

/** All pictures of the message, and the keys. */
export function LightboxFoot({ pictures, index, onChoose }: LightboxFootProps) {
  const mayManage = useMay('workspace.manage')
  return (
    <div className="lb-foot">
      {pictures.length === 1 ? null : (
        <div className="lb-strip">
          {pictures.map((picture, place) => (
            <button
              key={picture.id}
              type="button"
              aria-label={`Picture ${place + 1} of ${pictures.length}`}
              aria-current={place === index ? 'true' : undefined}
              onClick={() => onChoose(place)}
            >
              <img src={picture.previewUrl ?? picture.url ?? undefined} alt="" loading="lazy" />
            </button>
          ))}
        </div>
      )}
      <p className="lb-keys">
        {KEYS.filter(([, act]) => act !== 'original' || mayManage).map(([keys, act]) => (
          <span key={act}>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}{' '}
            {act}
          </span>
        ))}
      </p>
    </div>
  )
}
