// Command oras drives a registry through oras-go, the library of the oras command, which the module proxy does not have.
//
//	oras [-u user -p password] [-plain-http] push    host/name:tag artifactType file=mediaType…
//	oras …                                    pull    host/name:tag folder
//	oras …                                    attach  host/name:tag artifactType file=mediaType…
//	oras …                                    discover host/name:tag
//	oras …                                    copy    host/name:tag host/other:tag
//	oras …                                    ls      host
//
// Each result is one JSON value or one line a name; a refusal goes to standard error, exit 1.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	v1 "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/content/file"
	"oras.land/oras-go/v2/registry"
	"oras.land/oras-go/v2/registry/remote"
	"oras.land/oras-go/v2/registry/remote/auth"
	"oras.land/oras-go/v2/registry/remote/retry"
)

var (
	user      = flag.String("u", "", "user name")
	password  = flag.String("p", "", "password")
	plainHTTP = flag.Bool("plain-http", false, "speak http")
)

func main() {
	flag.Parse()
	if err := run(context.Background(), flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) < 2 {
		return errors.New("usage: oras push|pull|attach|discover|copy|ls reference …")
	}
	verb, rest := args[0], args[2:]
	if verb == "ls" {
		return list(ctx, args[1])
	}
	repository, err := open(args[1])
	if err != nil {
		return err
	}
	tag := repository.Reference.Reference
	switch {
	case verb == "push" && len(rest) > 0:
		return push(ctx, repository, rest[0], rest[1:], func(v1.Descriptor) (string, *v1.Descriptor) { return tag, nil })
	case verb == "attach" && len(rest) > 0:
		subject, err := repository.Resolve(ctx, tag)
		if err != nil {
			return err
		}
		return push(ctx, repository, rest[0], rest[1:], func(made v1.Descriptor) (string, *v1.Descriptor) {
			return made.Digest.String(), &subject
		})
	case verb == "pull" && len(rest) == 1:
		return pull(ctx, repository, tag, rest[0])
	case verb == "discover":
		return discover(ctx, repository, tag)
	case verb == "copy" && len(rest) == 1:
		target, err := open(rest[0])
		if err != nil {
			return err
		}
		made, err := oras.Copy(ctx, repository, tag, target, target.Reference.Reference, mountFrom(repository))
		return say(made, err)
	}
	return fmt.Errorf("%s: unknown, or arguments are missing", verb)
}

func client() *auth.Client {
	credential := auth.Credential{Username: *user, Password: *password}
	return &auth.Client{
		Client: retry.DefaultClient,
		Cache:  auth.NewCache(),
		Credential: func(context.Context, string) (auth.Credential, error) {
			return credential, nil
		},
	}
}

func open(reference string) (*remote.Repository, error) {
	repository, err := remote.NewRepository(reference)
	if err != nil {
		return nil, err
	}
	repository.Client, repository.PlainHTTP = client(), *plainHTTP
	// As the oras command does: what the registry has to say goes to standard error.
	repository.HandleWarning = func(warning remote.Warning) { fmt.Fprintln(os.Stderr, "Warning:", warning.Text) }
	return repository, nil
}

// push sends the files and a manifest that names them; `where` says under which reference, and what it is attached to.
func push(ctx context.Context, to *remote.Repository, artifactType string, names []string, where func(v1.Descriptor) (string, *v1.Descriptor)) error {
	store, err := file.New(".")
	if err != nil {
		return err
	}
	defer store.Close()
	_, subject := where(v1.Descriptor{})
	options := oras.PackManifestOptions{Subject: subject}
	for _, name := range names {
		path, mediaType, _ := strings.Cut(name, "=")
		layer, err := store.Add(ctx, filepath.Base(path), mediaType, path)
		if err != nil {
			return err
		}
		options.Layers = append(options.Layers, layer)
	}
	made, err := oras.PackManifest(ctx, store, oras.PackManifestVersion1_1, artifactType, options)
	if err != nil {
		return err
	}
	reference, _ := where(made)
	if err := store.Tag(ctx, made, made.Digest.String()); err != nil {
		return err
	}
	sent, err := oras.Copy(ctx, store, made.Digest.String(), to, reference, oras.DefaultCopyOptions)
	return say(sent, err)
}

// pull does what `oras pull` does: a layer becomes a file named by its title; one without a title is skipped.
func pull(ctx context.Context, from *remote.Repository, tag, folder string) error {
	store, err := file.New(folder)
	if err != nil {
		return err
	}
	defer store.Close()
	pulled := struct {
		Manifest       v1.Descriptor
		Files, Skipped []string
	}{Files: []string{}, Skipped: []string{}}
	if pulled.Manifest, err = oras.Copy(ctx, from, tag, store, tag, oras.DefaultCopyOptions); err != nil {
		return err
	}
	children, err := content.Successors(ctx, store, pulled.Manifest)
	if err != nil {
		return err
	}
	for _, child := range children {
		if title := child.Annotations[v1.AnnotationTitle]; title != "" {
			pulled.Files = append(pulled.Files, title)
		} else if child.Digest != v1.DescriptorEmptyJSON.Digest {
			pulled.Skipped = append(pulled.Skipped, child.Digest.String())
		}
	}
	return say(pulled, nil)
}

func discover(ctx context.Context, in *remote.Repository, tag string) error {
	subject, err := in.Resolve(ctx, tag)
	if err != nil {
		return err
	}
	found, err := registry.Referrers(ctx, in, subject, "")
	return say(found, err)
}

func mountFrom(source *remote.Repository) oras.CopyOptions {
	options := oras.DefaultCopyOptions
	options.MountFrom = func(context.Context, v1.Descriptor) ([]string, error) {
		return []string{source.Reference.Repository}, nil
	}
	return options
}

func list(ctx context.Context, host string) error {
	remoteRegistry, err := remote.NewRegistry(host)
	if err != nil {
		return err
	}
	remoteRegistry.Client, remoteRegistry.PlainHTTP = client(), *plainHTTP
	return remoteRegistry.Repositories(ctx, "", func(names []string) error {
		for _, name := range names {
			fmt.Println(name)
		}
		return nil
	})
}

func say(result any, err error) error {
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}
