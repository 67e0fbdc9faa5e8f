// SPDX-License-Identifier: MPL-2.0

package widgets

// noDestroy is embedded by renderers that hold nothing to release.
type noDestroy struct{}

// Destroy implements [fyne.WidgetRenderer].
func (noDestroy) Destroy() {}
