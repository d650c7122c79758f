using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Concord.Platform.Db;

/// <summary>Stores a typed id of <c>Kernel/Ids.cs</c> as the value it wraps.</summary>
internal sealed class IdConverter<TId, TValue>() : ValueConverter<TId, TValue>(Unwrap(), Wrap())
{
    private static Expression<Func<TId, TValue>> Unwrap()
    {
        var id = Expression.Parameter(typeof(TId));
        return Expression.Lambda<Func<TId, TValue>>(Expression.Property(id, "Value"), id);
    }

    private static Expression<Func<TValue, TId>> Wrap()
    {
        var value = Expression.Parameter(typeof(TValue));
        var create = typeof(TId).GetConstructor([typeof(TValue)]) ?? throw new InvalidOperationException(typeof(TId).Name);
        return Expression.Lambda<Func<TValue, TId>>(Expression.New(create, value), value);
    }
}
