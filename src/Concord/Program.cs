using System.CommandLine;
using Concord.Commands;
using Concord.Platform.I18n;

var root = new RootCommand(Texts.Here("commands.root")) { ServeCommand.Create(), ReadCommand.Create() };
root.SetAction((_, ct) => ServeCommand.RunAsync([], ct));
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
