// Package assets holds what ships inside the program: fonts, words in Danish
// and English, the default instrument, the default vocabulary, and the icon.
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
