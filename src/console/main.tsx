import { render } from 'preact'
import { App } from './app.tsx'
import './styles/base.css'
import './styles/queue.css'
import './styles/case.css'
import './styles/forms.css'
import './styles/print.css'

const place = document.getElementById('console')
// What says that the console is loading stands there until then.
place?.replaceChildren()
if (place) render(<App />, place)
