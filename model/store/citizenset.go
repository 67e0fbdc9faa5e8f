// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// setDigest identifies a set by its ids, which must be sorted and unique.
func setDigest(ids []model.ID) string {
	h := sha256.New()
	for _, id := range ids {
		h.Write([]byte(id))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sortedIDs returns the ids sorted, each once.
func sortedIDs(ids []model.ID) []model.ID {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// storeSet stores a set of citizens, unless an equal one is stored, and returns its
// number.
func storeSet(ctx context.Context, tx *sql.Tx, ids []model.ID, digest string) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `select id from citizen_set where digest = $1`, digest).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	numbers, err := citizenNumbers(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `insert into citizen_set (digest, size, members) values ($1, $2, $3) returning id`,
		digest, len(ids), encodeNumbers(numbers)).Scan(&id)
	return id, err
}

// numberedCitizen is a row of the table citizen_number.
type numberedCitizen struct {
	number uint64
	id     model.ID
}

func scanNumber(rows *sql.Rows, n *numberedCitizen) error { return rows.Scan(&n.number, &n.id) }

// citizenNumbers returns the sorted numbers of citizens.
func citizenNumbers(ctx context.Context, q querier, ids []model.ID) ([]uint64, error) {
	numbers := make([]uint64, 0, len(ids))
	for part := range slices.Chunk(ids, maxPerQuery) {
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		found, err := queryAll(ctx, q, scanValue[uint64],
			`select number from citizen_number where citizen_id in (`+strings.TrimSuffix(strings.Repeat("?,", len(args)), ",")+`)`, args...)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, found...)
	}
	if len(numbers) != len(ids) {
		return nil, fmt.Errorf("citizens of a list: %w", ErrNotFound)
	}
	slices.Sort(numbers)
	return numbers, nil
}

// setsWith returns the numbers of the sets that a citizen is in.
func setsWith(ctx context.Context, q querier, citizen model.ID) (sets []int64, err error) {
	var number uint64
	err = q.QueryRowContext(ctx, `select number from citizen_number where citizen_id = $1`, citizen).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, `select id, members from citizen_set order by id`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var members sql.RawBytes
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id, &members); err != nil {
			return nil, err
		}
		in, err := setContains(members, number)
		if err != nil {
			return nil, err
		}
		if in {
			sets = append(sets, id)
		}
	}
	return sets, rows.Err()
}
