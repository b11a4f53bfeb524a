#pragma once

#include "app/serving/artefacts/artefact_store.h"
#include "app/serving/instances/child_process.h"

#include <QTemporaryDir>

namespace slipway {

// One fetch on its way: downloads, then the import process, then the move into the store. Deletes itself.
class ArtefactImport : public QObject
{
    Q_OBJECT

public:
    ArtefactImport(ArtefactStore &store, ArtefactSources sources, QObject *context, ArtefactStore::Done done);
    void start();

private:
    struct Step
    {
        QString field;    // of the description
        QString argument; // of the import program
        QString location;
        QString path; // local, once known
    };
    void download(size_t step);
    void import();
    void onImported(int exitCode);
    void store(const QString &digest);
    void answer(const Outcome<QString> &outcome);
    Error fault(const Step &step, const QString &reason) const;

    ArtefactStore &m_store;
    ArtefactSources m_sources;
    ArtefactStore::Done m_done;
    std::vector<Step> m_steps;
    std::unique_ptr<QTemporaryDir> m_temporary; // in the store's file system
    std::unique_ptr<ChildProcess> m_process;
};

} // namespace slipway
