package model

import "slices"

// Role is what a user may do.
type Role string

// The roles. A caseworker sees the citizens of the teams; a team leader sees
// those and the group figures; an administrator manages users, vocabulary,
// backups and retention and, as such, sees no answers.
const (
	RoleCaseworker    Role = "caseworker"
	RoleTeamLeader    Role = "team_leader"
	RoleAdministrator Role = "administrator"
)

// User is a person who uses the program.
type User struct {
	Initials string
	Name     string
	Roles    []Role
	AllTeams bool // sees every team
	Teams    []string
	Active   bool
}

// Has reports whether the user holds the role.
func (u User) Has(r Role) bool { return slices.Contains(u.Roles, r) }

// Purpose is why a user looks at or changes what the register holds. The law
// asks for it with every use.
type Purpose string

// The purposes.
const (
	ForCasework       Purpose = "casework"
	ForOversight      Purpose = "oversight"
	ForImport         Purpose = "import"
	ForExport         Purpose = "export"
	ForAdministration Purpose = "administration"
)

// FirstUser is the user that a new register begins with: administrator and
// leader of all teams, and caseworker so that every screen can be used.
func FirstUser(initials string) User {
	return User{
		Initials: initials,
		Roles:    []Role{RoleAdministrator, RoleCaseworker, RoleTeamLeader},
		AllTeams: true,
		Active:   true,
	}
}
