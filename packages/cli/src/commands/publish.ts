// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Command } from '../command.ts';

export const publish: Command = {
  name: 'publish',
  usage: `PATH [options]

  PATH                a notebook or a folder; published again, it becomes an update

  --title TEXT        default: the first heading
  --summary TEXT      default: the first paragraph
  --author NAME       may be repeated; "NAME <ORCID>" also names an ORCID iD; default: as the notebooks say, else you
  --licence ID        an SPDX identifier such as CC-BY-4.0, or none; default: none
  --tag WORD          may be repeated; default: from imports and headings
  --audience WHO      private, hub, network or public; default: hub
  --label LABEL       of the release, such as 1.2.0; default: the next one
  --note TEXT         what people should know about this release
  --new               publish a new work even if PATH was published before
  --without-outputs   leave outputs out of notebooks
  --leave-out PATH    may be repeated; relative to PATH; a file .atriumignore does the same for good
  --keep ID           may be repeated; answers a question of the checks; a kind, such as email, answers all of it
  -y, --yes           do not ask; where something has to be decided, end with 3
  --json              print {work, release, url, …}; implies --yes`,
  summary: 'Publishes a notebook or folder, or an update of one.',
  run: async (args, world) => {
    const { readPublishOptions } = await import('../publish/options.ts');
    const options = readPublishOptions(args);
    return (await import('../publish/publish.ts')).publish(options, world);
  }
};
