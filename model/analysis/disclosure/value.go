// SPDX-License-Identifier: MPL-2.0

package disclosure

import "encoding/json"

// Reason is the code of the reason for which a number is withheld. The codes are
// part of the JSON of `analyse` and keys of translations.
type Reason string

// The reasons of the rule of small cells.
const (
	// FewCitizens: the number is about fewer than [Threshold] citizens.
	FewCitizens Reason = "few_citizens"
	// SecondarySuppression: with other published numbers it would reveal a count of
	// fewer than [Threshold].
	SecondarySuppression Reason = "protects"
	// SmallCells: some category has fewer than [Threshold] citizens, in this view or
	// in one that it can be compared with.
	SmallCells Reason = "small_cells"
	// NearlyNone: some citizens are counted as "yes", but fewer than [Threshold].
	NearlyNone Reason = "nearly_none"
	// NearlyAll: some citizens are counted as "no", but fewer than [Threshold].
	NearlyAll Reason = "nearly_all"
	// NoCitizens: no citizen is counted.
	NoCitizens Reason = "no_citizens"
)

// Value is a number that may be published, or the [Reason] why not. The zero Value
// is withheld.
type Value[T any] struct {
	value  T
	ok     bool
	reason Reason
}

// Disclose returns a published value.
func Disclose[T any](v T) Value[T] { return Value[T]{value: v, ok: true} }

// Withhold returns a value that is withheld for a reason.
func Withhold[T any](r Reason) Value[T] { return Value[T]{reason: r} }

// Map applies fn to a published value; a withheld one stays withheld.
func Map[T, U any](v Value[T], fn func(T) U) Value[U] {
	if !v.ok {
		return Withhold[U](v.reason)
	}
	return Disclose(fn(v.value))
}

// Get returns the value, or false where it is withheld.
func (v Value[T]) Get() (T, bool) { return v.value, v.ok }

// Reason is why the value is withheld; empty where it is published.
func (v Value[T]) Reason() Reason { return v.reason }

// MarshalJSON writes the value, or null where it is withheld.
func (v Value[T]) MarshalJSON() ([]byte, error) {
	if !v.ok {
		return []byte("null"), nil
	}
	return json.Marshal(v.value)
}
