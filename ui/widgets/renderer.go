// SPDX-License-Identifier: MPL-2.0

package widgets

// noDestroy spares the renderers of this package an empty method each.
type noDestroy struct{}

// Destroy implements fyne.WidgetRenderer.
func (noDestroy) Destroy() {}
