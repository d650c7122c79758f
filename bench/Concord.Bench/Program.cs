using Concord.Bench;

if (args is ["corpus", ..])
{
    return CorpusCommand.Run(args);
}

if (args is ["telegrams", ..])
{
    Telegrams.Run();
    return 0;
}

if (args is ["extraction", ..])
{
    return Extraction.Run();
}

if (args is ["storage", ..])
{
    return await Storage.RunAsync(args.ElementAtOrDefault(1));
}

if (args is ["search", ..])
{
    return await Search.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000, args.ElementAtOrDefault(2), args.ElementAtOrDefault(3));
}

if (args is ["record", ..])
{
    return await Record.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000, args.ElementAtOrDefault(2));
}

if (args is ["access", ..])
{
    return await Access.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000, args.ElementAtOrDefault(2));
}

if (args is ["ledger", ..])
{
    return await Ledger.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000, args.ElementAtOrDefault(2));
}

if (args is ["ledger-again", var filled, ..])
{
    return await Ledger.VerifyAsync(filled, args.ElementAtOrDefault(2));
}

if (args is ["moves", var folder, ..])
{
    return await Moves.RunAsync(folder, args.ElementAtOrDefault(2));
}

if (args is ["lists", ..])
{
    return await Lists.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000, args.ElementAtOrDefault(2));
}

Console.WriteLine("benches: see docs/benches.md");
return 0;
