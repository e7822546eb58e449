import { render } from 'preact'
import { App } from './app.tsx'
import './styles/base.css'
import './styles/queue.css'
import './styles/case.css'
import './styles/forms.css'
import './styles/print.css'

const place = document.getElementById('console')
if (place) render(<App />, place)
