using System.CommandLine;
using Concord.Commands;
using Concord.Platform.I18n;

var root = new RootCommand(Texts.Here("commands.root"))
{
    ServeCommand.Create(), ReadCommand.Create(), ImportCommand.Create(), MigrateCommand.Create(), PackCommand.Create(), IndexCommand.Create(), VerifyCommand.Create(), DoctorCommand.Create(),
    SetUpCommand.Create(), RecoverCommand.Create(), ArchiveCommand.Create(), RestoreArchiveCommand.Create(), ExportCommand.Create(),
    BackupCommand.Create(), BackupKeyCommand.Create(), RestoreCommand.Create(), NewKeysCommand.Create(),
};
ServeCommand.Fill(root);
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
