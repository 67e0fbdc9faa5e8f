// SPDX-License-Identifier: MPL-2.0

// Package assets has what ships inside the program: fonts, texts in Danish and
// English, the default instrument and vocabulary, the icon, licences and the version.
package assets

import _ "embed"

// SansRegular and SansBold are Noto Sans, under the SIL Open Font License
// (fonts/OFL.txt). Screens, figures and PDF files all use these two faces.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	SansRegular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	SansBold []byte
)
