package git

import (
	"sigs.k8s.io/kustomize/api/refusal"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// In place of Kustomize's cloner.go, which runs git.

// Cloner is a function that can clone a git repo.
type Cloner func(repoSpec *RepoSpec) error

// ClonerUsingGitExec refuses: there is no git and no network here.
func ClonerUsingGitExec(repoSpec *RepoSpec) error {
	return refusal.Refuse("remote base %s is not fetched here: copy it into this folder and refer to the copy", repoSpec.Raw())
}

// DoNothingCloner returns a cloner that only sets the folder of the spec.
func DoNothingCloner(dir filesys.ConfirmedDir) Cloner {
	return func(rs *RepoSpec) error {
		rs.Dir = dir
		return nil
	}
}
