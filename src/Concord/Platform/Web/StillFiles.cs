using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Concord.Platform.Web;

/// <summary>Files of an installation do not change while it runs: nobody watches them. A watcher is one of few that the machine has for each user, and is given back late.</summary>
internal sealed class StillFiles(IFileProvider files) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
