// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"image/color"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Palette is the colours of one appearance. Hues are those of Okabe and Ito and mean
// an activity group or a respondent, never good or bad. Orange and purple are too pale
// against white, so a fill is always drawn with its edge.
//
// The screens take their colours from here too, so that a figure and the
// window around it are one picture.
type Palette struct {
	Citizen    color.NRGBA // citizen's answers, the chosen answer
	Caseworker color.NRGBA // caseworker's answers

	Company      color.NRGBA // company-directed activity and ordinary hours
	CompanyEdge  color.NRGBA
	CompanyShade color.NRGBA // company-directed periods through the panels
	Other        color.NRGBA // other activity
	OtherEdge    color.NRGBA
	Neutral      color.NRGBA // sick, leave, exempt
	NeutralEdge  color.NRGBA
	Hatch        color.NRGBA // passive, which is derived
	Band         color.NRGBA // measurement error
	BandEdge     color.NRGBA
	Strip        color.NRGBA // caseworker periods

	Ink       color.NRGBA // text, icons, badges
	Muted     color.NRGBA // second text, axis labels
	Edge      color.NRGBA // control borders, axis lines
	Line      color.NRGBA // dividers
	Grid      color.NRGBA // grid
	Window    color.NRGBA // window background
	TitleBar  color.NRGBA
	Surface   color.NRGBA // cards and tables
	Raised    color.NRGBA // table heads, menus, caution strip
	Selection color.NRGBA // selected row, page, focused question
	Focus     color.NRGBA // focus ring, crosshair, row mark
	Primary   color.NRGBA // main button, chosen segment
	OnPrimary color.NRGBA
	OnFill    color.NRGBA // text on company and other
	OnChosen  color.NRGBA // text on the chosen answer

	// Print is set for black and white: fills become patterns and the band
	// becomes two dotted lines, so that nothing rests on colour.
	Print bool
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, percent float64) color.NRGBA {
	c := rgb(hex)
	c.A = uint8(percent*255/100 + 0.5)
	return c
}

// Light is the palette of the light appearance.
func Light() Palette {
	return Palette{
		Citizen: rgb(0x0072B2), Caseworker: rgb(0x1A2026),
		Company: rgb(0xE69F00), CompanyEdge: rgb(0x8F6200), CompanyShade: rgba(0xE69F00, 13),
		Other: rgb(0xCC79A7), OtherEdge: rgb(0x8E4A70),
		Neutral: rgb(0xCBD1D7), NeutralEdge: rgb(0x6F7983),
		Hatch: rgb(0x828C96), Band: rgb(0xE6EAEE), BandEdge: rgb(0xB4BCC4), Strip: rgb(0xEFF2F4),
		Ink: rgb(0x1A2026), Muted: rgb(0x55606A), Edge: rgb(0x7B858F),
		Line: rgb(0xD9DDE2), Grid: rgb(0xE4E8EC),
		Window: rgb(0xF2F4F6), TitleBar: rgb(0xE3E6EA), Surface: rgb(0xFFFFFF), Raised: rgb(0xF7F8FA),
		Selection: rgb(0xE1E9F1), Focus: rgb(0x0072B2),
		Primary: rgb(0x22303C), OnPrimary: rgb(0xFFFFFF),
		OnFill: rgb(0x1A2026), OnChosen: rgb(0xFFFFFF),
	}
}

// Dark is the palette of the dark appearance.
func Dark() Palette {
	return Palette{
		Citizen: rgb(0x56B4E9), Caseworker: rgb(0xF2F4F5),
		Company: rgb(0xE69F00), CompanyEdge: rgb(0xF3C05A), CompanyShade: rgba(0xE69F00, 10),
		Other: rgb(0xCC79A7), OtherEdge: rgb(0xE3A9C9),
		Neutral: rgb(0x55616C), NeutralEdge: rgb(0x94A0AB),
		Hatch: rgb(0x5F6B76), Band: rgb(0x313C46), BandEdge: rgb(0x5A6772), Strip: rgb(0x242D35),
		Ink: rgb(0xE8ECEF), Muted: rgb(0xA7B2BC), Edge: rgb(0x84909B),
		Line: rgb(0x343E47), Grid: rgb(0x28313A),
		Window: rgb(0x13171B), TitleBar: rgb(0x0E1215), Surface: rgb(0x1A2025), Raised: rgb(0x212930),
		Selection: rgb(0x2A3A48), Focus: rgb(0x56B4E9),
		Primary: rgb(0xD7E0E8), OnPrimary: rgb(0x13171B),
		OnFill: rgb(0x13171B), OnChosen: rgb(0x0E1419),
	}
}

// BlackAndWhite is the palette of a print, which must survive a copier.
func BlackAndWhite() Palette {
	black, white := rgb(0x000000), rgb(0xFFFFFF)
	return Palette{
		Citizen: black, Caseworker: black,
		Company: white, CompanyEdge: black, CompanyShade: rgba(0x000000, 7),
		Other: white, OtherEdge: black, Neutral: white, NeutralEdge: black,
		Hatch: rgb(0x666666), Band: rgb(0x666666), BandEdge: rgb(0x666666), Strip: white,
		Ink: black, Muted: rgb(0x333333), Edge: rgb(0x666666),
		Line: rgb(0xBBBBBB), Grid: rgb(0xE2E2E2),
		Window: white, TitleBar: white, Surface: white, Raised: white, Selection: white,
		Focus: black, Primary: black, OnPrimary: white, OnFill: black, OnChosen: white,
		Print: true,
	}
}

// activityColours are the colours of a group of activities.
func (p Palette) activityColours(g model.ActivityGroup) (fill, edge color.NRGBA) {
	switch g {
	case model.GroupCompany:
		return p.Company, p.CompanyEdge
	case model.GroupNeutral:
		return p.Neutral, p.NeutralEdge
	}
	return p.Other, p.OtherEdge
}
