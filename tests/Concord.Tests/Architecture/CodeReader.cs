using System.Reflection;
using System.Reflection.Emit;

namespace Concord.Tests.Architecture;

/// <summary>One instruction: what it does, the member or type it names, the text it loads.</summary>
internal readonly record struct Instruction(OpCode Code, MemberInfo? Member, string? Text);

/// <summary>
/// Reads from compiled code which types a type uses: in its shape, its attributes and its instructions.
/// Blind spot: <c>const</c> and <c>nameof</c> leave no trace.
/// </summary>
internal static class CodeReader
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IReadOnlySet<Type> UsesOf(Type type)
    {
        var uses = new HashSet<Type>();
        Add(uses, type.BaseType);
        Add(uses, type.GetInterfaces());
        AddAttributes(uses, type);
        foreach (var field in type.GetFields(All))
        {
            Add(uses, field.FieldType);
            AddAttributes(uses, field);
        }

        foreach (var property in type.GetProperties(All))
        {
            Add(uses, property.PropertyType);
            AddAttributes(uses, property);
        }

        foreach (var method in Methods(type))
        {
            Add(uses, method.GetParameters().Select(p => p.ParameterType));
            Add(uses, (method as MethodInfo)?.ReturnType);
            AddAttributes(uses, method);
            Add(uses, method.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? []);
            foreach (var instruction in Read(method))
            {
                AddMember(uses, instruction.Member);
            }
        }

        _ = uses.Remove(type);
        return uses;
    }

    public static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(All), .. type.GetConstructors(All)];

    public static IEnumerable<Instruction> Read(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var op = code[at] == 0xFE ? Codes[(short)(0xFE00 | code[at + 1])] : Codes[code[at]];
            at += op.Size;
            var member = op.OperandType is OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineField or OperandType.InlineTok
                ? Resolve(method, BitConverter.ToInt32(code, at))
                : null;
            var text = op.OperandType is OperandType.InlineString ? method.Module.ResolveString(BitConverter.ToInt32(code, at)) : null;
            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
            yield return new Instruction(op, member, text);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        var types = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var own = method is MethodInfo { IsGenericMethodDefinition: true } generic ? generic.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, types, own);
    }

    private static void AddMember(HashSet<Type> uses, MemberInfo? member)
    {
        switch (member)
        {
            case Type type:
                Add(uses, type);
                break;
            case MethodBase method:
                Add(uses, method.DeclaringType);
                Add(uses, method.GetParameters().Select(p => p.ParameterType));
                Add(uses, (method as MethodInfo)?.ReturnType);
                Add(uses, method.IsGenericMethod ? method.GetGenericArguments() : []);
                break;
            case FieldInfo field:
                Add(uses, field.DeclaringType);
                Add(uses, field.FieldType);
                break;
            default:
                break;
        }
    }

    private static void AddAttributes(HashSet<Type> uses, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(uses, attribute.AttributeType);
            Add(uses, attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(n => n.TypedValue)).Select(a => a.Value).OfType<Type>());
        }
    }

    private static void Add(HashSet<Type> uses, IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            Add(uses, type);
        }
    }

    private static void Add(HashSet<Type> uses, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(uses, type.GetElementType());
            return;
        }

        if (type.IsGenericType)
        {
            Add(uses, type.GetGenericArguments());
            type = type.GetGenericTypeDefinition();
        }

        _ = uses.Add(type);
    }
}
