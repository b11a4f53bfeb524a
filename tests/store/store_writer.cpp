// store_writer FILE: commits pairs of settings a=N, b=N for N = 1, 2, ... and prints each N once it is durable.
#include "app/store/sqlite_store.h"

#include <QCoreApplication>

#include <cstdio>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

void writeNext(SqliteStore &store, int n)
{
    const QString text = QString::number(n);
    store.commit({Setting{u"a"_s, text}, Setting{u"b"_s, text}}, [&store, n](const Outcome<> &done) {
        if (!done)
            QCoreApplication::exit(1);
        std::printf("%d\n", n);
        std::fflush(stdout);
        writeNext(store, n + 1);
    });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    auto store = SqliteStore::open(QCoreApplication::arguments().value(1));
    if (!store)
        return 1;
    writeNext(**store, 1);
    return QCoreApplication::exec();
}
