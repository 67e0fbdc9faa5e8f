package store

import "context"

// Exec runs a statement on the connection that the register writes through.
func (r *Register) Exec(ctx context.Context, query string, args ...any) error {
	_, err := r.db.write.ExecContext(ctx, query, args...)
	return err
}

// Count is the number that a query finds.
func (r *Register) Count(ctx context.Context, query string, args ...any) (n int, err error) {
	err = r.db.read.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, err
}
