// SPDX-License-Identifier: MPL-2.0

package store

import (
	"encoding/binary"
	"errors"
)

// errMalformedSet is returned for the members of a set that cannot be decoded.
var errMalformedSet = errors.New("malformed set of citizens")

// encodeNumbers encodes increasing numbers as runs: for each, the gap since the run
// before it and its length less one, as varints. All citizens are a few bytes, and a
// page of a list some two bytes for each.
func encodeNumbers(numbers []uint64) []byte {
	var out []byte
	next := uint64(0) // the least number that may follow
	for i := 0; i < len(numbers); {
		end := i + 1
		for end < len(numbers) && numbers[end] == numbers[end-1]+1 {
			end++
		}
		out = binary.AppendUvarint(out, numbers[i]-next)
		out = binary.AppendUvarint(out, uint64(end-i-1))
		next = numbers[end-1] + 1
		i = end
	}
	return out
}

// forEachRun calls fn with the first and last number of each run until it returns
// false.
func forEachRun(members []byte, fn func(first, last uint64) bool) error {
	next := uint64(0)
	for len(members) > 0 {
		gap, n := binary.Uvarint(members)
		if n <= 0 {
			return errMalformedSet
		}
		more, m := binary.Uvarint(members[n:])
		first := next + gap
		last := first + more
		if m <= 0 || first < next || last < first {
			return errMalformedSet
		}
		if !fn(first, last) {
			return nil
		}
		next, members = last+1, members[n+m:]
	}
	return nil
}

// setContains reports whether a set has a number.
func setContains(members []byte, number uint64) (found bool, err error) {
	err = forEachRun(members, func(first, last uint64) bool {
		found = first <= number && number <= last
		return last < number
	})
	return found, err
}
