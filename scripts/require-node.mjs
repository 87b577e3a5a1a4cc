// Every npm script starts here: says in plain words what is missing instead of failing on a syntax error.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Tradewind needs Node 24; this is Node ${process.versions.node}.\n` +
      'On Linux and Windows `npm ci` installs a Node 24 for the scripts of this repository (run it first, and run the ' +
      'scripts through npm). On other systems install Node 24 yourself: https://nodejs.org',
  );
  process.exit(1);
}
