// SPDX-License-Identifier: MPL-2.0

// Package widgets holds the theme and the widgets of the program: flat, with a
// border of 1, a radius of 4, no shadows and no animation. It knows
// dates and figures, but no citizens and no translations: callers pass in every text.
// All widgets work by keyboard alone and belong to the UI goroutine.
//
// # Widgets that replace the toolkit's
//
// The toolkit's own widgets are used where they can be: [FocusScroll] and [Reader]
// wrap container.Scroll, [Entry] wraps widget.Entry. These are replaced:
//
//   - [Button]: the toolkit's is pressed by Space only, while forms are completed with
//     Enter; it has no shortcut hint and no compact size, and shows focus as a tint.
//   - [Checkbox]: the toolkit's is toggled by Space only, and shows focus as a tinted
//     circle, which the mock-ups reserve for marks.
//   - [Dropdown]: in the toolkit's, Enter does not open the list, typed letters do not
//     find an option, left and right wrap around, and no label precedes the selection.
//   - [Entry]: adds icons, keys before the toolkit's, a border that shows focus and
//     errors by its width, and passes Enter and Escape on to the dialog.
//   - [Typeahead]: the toolkit's SelectEntry offers a fixed menu; this one ranks
//     options by a function, selects while typing and never covers the form.
//   - [Segmented] and [Tabs]: in a widget.RadioGroup every option is a tab stop, and
//     container.AppTabs cannot be reached by the keyboard.
//   - [DataTable]: widget.Table moves and selects by cell; a register is read by row,
//     with group heads, sorting and pages that are loaded while scrolling.
//   - [KeyDialog]: Enter does not accept the toolkit's dialogs.
//   - [Label] and [Paragraph]: widget.Label and RichText add padding; here baselines
//     are on whole pixels and texts align with the widgets next to them.
//
// # Widgets that the toolkit lacks
//
// [ScaleInput], [BigScale] and their progress marks are for typing and answering
// questionnaires; [PlotView] and [GroupView] draw figures in the background at device
// pixels; [Rail], [FootStrip], [KeyCap], [Tip], [Toast], [Passphrase] and [DateField]
// follow the mock-ups; [Watch] reports user activity for the lock.
package widgets
