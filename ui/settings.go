// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
)

// settings are the preferences of the window. They are stored in the clear, so nothing
// from a register is among them, not even initials.
type settings struct{ prefs fyne.Preferences }

const (
	keyLanguage          = "language"
	keyAppearance        = "appearance"
	keyRecent            = "recent"
	keyWidth             = "window.width"
	keyHeight            = "window.height"
	keyIdle              = "idle.minutes"
	keyFigureDays        = "figure.days"
	keyFigureRespondents = "figure.who"
	keyFigureWeeks       = "figure.weeks"
	keyFolder            = "folder"
	keyWeeks             = "passive.weeks"

	maxRecent     = 5
	defaultWidth  = 1366
	defaultHeight = 740
	minWidth      = 800
	minHeight     = 520

	// Minutes without activity before the register locks.
	minIdleMinutes, defaultIdleMinutes, maxIdleMinutes = 1, 10, 30
)

// language is the chosen language, or empty for the system's.
func (s settings) language() model.Lang { return model.Lang(s.prefs.String(keyLanguage)) }

func (s settings) setLanguage(l model.Lang) { s.prefs.SetString(keyLanguage, string(l)) }

func (s settings) appearance() appearance {
	return appearance(s.prefs.StringWithFallback(keyAppearance, string(bySystem)))
}

func (s settings) setAppearance(a appearance) { s.prefs.SetString(keyAppearance, string(a)) }

// recent are the folders of recent registers, the latest first.
func (s settings) recent() []string { return s.prefs.StringList(keyRecent) }

func (s settings) addRecent(dir string) {
	list := slices.DeleteFunc(s.recent(), func(d string) bool { return d == dir })
	list = append([]string{dir}, list...)
	s.prefs.SetStringList(keyRecent, list[:min(len(list), maxRecent)])
}

func (s settings) dropRecent(dir string) {
	s.prefs.SetStringList(keyRecent, slices.DeleteFunc(s.recent(), func(d string) bool { return d == dir }))
}

// figure is what the last figure of a citizen showed.
func (s settings) figure() citizen.View {
	return citizen.View{
		Days: s.prefs.Int(keyFigureDays), Respondents: plots.Respondents(s.prefs.String(keyFigureRespondents)), Weeks: s.prefs.Bool(keyFigureWeeks),
	}
}

func (s settings) setFigure(v citizen.View) {
	s.prefs.SetInt(keyFigureDays, v.Days)
	s.prefs.SetString(keyFigureRespondents, string(v.Respondents))
	s.prefs.SetBool(keyFigureWeeks, v.Weeks)
}

func (s settings) size() fyne.Size {
	return fyne.NewSize(
		float32(max(minWidth, s.prefs.FloatWithFallback(keyWidth, defaultWidth))),
		float32(max(minHeight, s.prefs.FloatWithFallback(keyHeight, defaultHeight))))
}

func (s settings) setSize(size fyne.Size) {
	s.prefs.SetFloat(keyWidth, float64(size.Width))
	s.prefs.SetFloat(keyHeight, float64(size.Height))
}

// idleMinutes is how many minutes without activity lock the register.
func (s settings) idleMinutes() int {
	return max(minIdleMinutes, min(s.prefs.IntWithFallback(keyIdle, defaultIdleMinutes), maxIdleMinutes))
}

func (s settings) setIdleMinutes(n int) { s.prefs.SetInt(keyIdle, n) }

// folder is where the last file was saved.
func (s settings) folder() string { return s.prefs.String(keyFolder) }

func (s settings) setFolder(dir string) { s.prefs.SetString(keyFolder, dir) }

// passiveWeeks is how many weeks without activity put a citizen on the follow-up list.
func (s settings) passiveWeeks() int { return s.prefs.IntWithFallback(keyWeeks, followup.DefaultWeeks) }

func (s settings) setPassiveWeeks(n int) { s.prefs.SetInt(keyWeeks, n) }
