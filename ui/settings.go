package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
)

// settings are what the program remembers of its window. They can be read by
// whoever has the disk, so nothing that a register holds is among them, initials
// neither.
type settings struct{ p fyne.Preferences }

// appearance is whether the window is light or dark.
type appearance string

const (
	bySystem appearance = "system"
	light    appearance = "light"
	dark     appearance = "dark"
)

const (
	keyLanguage    = "language"
	keyAppearance  = "appearance"
	keyRecent      = "recent"
	keyWidth       = "window.width"
	keyHeight      = "window.height"
	keyIdle        = "idle.minutes"
	keyFigureDays  = "figure.days"
	keyFigureWho   = "figure.who"
	keyFigureWeeks = "figure.weeks"
	keyFolder      = "folder"
	keyWeeks       = "passive.weeks"

	recentMost = 5
	widthFirst = 1366
	highFirst  = 740
	leastWidth = 800
	leastHigh  = 520

	// The minutes without anybody at the window after which it locks.
	idleLeast, idleFirst, idleMost = 1, 10, 30
)

// language is the chosen language, or none for that of the system.
func (s settings) language() model.Lang { return model.Lang(s.p.String(keyLanguage)) }

func (s settings) setLanguage(l model.Lang) { s.p.SetString(keyLanguage, string(l)) }

func (s settings) appearance() appearance {
	return appearance(s.p.StringWithFallback(keyAppearance, string(bySystem)))
}

func (s settings) setAppearance(a appearance) { s.p.SetString(keyAppearance, string(a)) }

// recent are the folders of registers, the latest first.
func (s settings) recent() []string { return s.p.StringList(keyRecent) }

func (s settings) addRecent(dir string) {
	list := slices.DeleteFunc(s.recent(), func(d string) bool { return d == dir })
	list = append([]string{dir}, list...)
	s.p.SetStringList(keyRecent, list[:min(len(list), recentMost)])
}

func (s settings) dropRecent(dir string) {
	s.p.SetStringList(keyRecent, slices.DeleteFunc(s.recent(), func(d string) bool { return d == dir }))
}

// figure is how much of a course a figure shows at first: as much as the last.
func (s settings) figure() citizen.View {
	return citizen.View{
		Days: s.p.Int(keyFigureDays), Who: plots.Respondents(s.p.String(keyFigureWho)), Weeks: s.p.Bool(keyFigureWeeks),
	}
}

func (s settings) setFigure(v citizen.View) {
	s.p.SetInt(keyFigureDays, v.Days)
	s.p.SetString(keyFigureWho, string(v.Who))
	s.p.SetBool(keyFigureWeeks, v.Weeks)
}

func (s settings) size() fyne.Size {
	return fyne.NewSize(
		float32(max(leastWidth, s.p.FloatWithFallback(keyWidth, widthFirst))),
		float32(max(leastHigh, s.p.FloatWithFallback(keyHeight, highFirst))))
}

func (s settings) setSize(size fyne.Size) {
	s.p.SetFloat(keyWidth, float64(size.Width))
	s.p.SetFloat(keyHeight, float64(size.Height))
}

// idleMinutes is after how many minutes without anybody there it locks.
func (s settings) idleMinutes() int {
	return max(idleLeast, min(s.p.IntWithFallback(keyIdle, idleFirst), idleMost))
}

func (s settings) setIdleMinutes(n int) { s.p.SetInt(keyIdle, n) }

// folder is where a file was last saved.
func (s settings) folder() string { return s.p.String(keyFolder) }

func (s settings) setFolder(dir string) { s.p.SetString(keyFolder, dir) }

// passiveWeeks is after how many weeks without activity a citizen is followed up.
func (s settings) passiveWeeks() int { return s.p.IntWithFallback(keyWeeks, followup.DefaultWeeks) }

func (s settings) setPassiveWeeks(n int) { s.p.SetInt(keyWeeks, n) }
