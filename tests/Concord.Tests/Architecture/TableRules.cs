using Microsoft.EntityFrameworkCore.Metadata;

namespace Concord.Tests.Architecture;

/// <summary>Rules of the tables, read from the model of the database.</summary>
internal static class TableRules
{
    /// <summary>A module's table carries its name, and no foreign key leads from one module's to another's.</summary>
    public static IEnumerable<string> Trespasses(IModel model, string root) =>
        from entity in model.GetEntityTypes()
        let module = ModuleOf(entity.ClrType, root)
        from trespass in Named(entity, module).Concat(Crossing(entity, module, root))
        select trespass;

    private static IEnumerable<string> Named(IEntityType entity, string? module)
    {
        var table = (string?)entity.FindAnnotation("Relational:TableName")?.Value ?? "";
        if (module is not null && !table.StartsWith(module.ToLowerInvariant() + "_", StringComparison.Ordinal))
        {
            yield return $"{entity.ClrType.Name}: the table {table} does not carry the name of the module {module}";
        }
    }

    private static IEnumerable<string> Crossing(IEntityType entity, string? module, string root) =>
        from key in entity.GetForeignKeys()
        let other = ModuleOf(key.PrincipalEntityType.ClrType, root)
        where other != module
        select $"{entity.ClrType.Name}: a foreign key leads to {key.PrincipalEntityType.ClrType.Name} of {other}";

    private static string? ModuleOf(Type type, string root) =>
        type.Namespace is { } n && n.StartsWith(root + ".Modules.", StringComparison.Ordinal) ? n[(root.Length + 9)..].Split('.')[0] : null;
}
