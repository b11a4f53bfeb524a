#pragma once

#include "models/domain/text_diff.h"
#include "models/domain/workflow.h"
#include "widgets/kit/dialog_frame.h"

#include <QHash>

class QLabel;

namespace slipway {

class DiffView;

// A committed version beside the draft: the lines of the script and the properties in which the draft differs from it.
// submitted() asks for the version to become the draft again.
class VersionCompareDialog : public DialogFrame
{
    Q_OBJECT

public:
    // `groupNames`: names of resource groups by their identifiers.
    VersionCompareDialog(const NodeVersion &version, const NodeDraft &draft, const QHash<QString, QString> &groupNames,
                         QWidget *parent);

private:
    QWidget *makeContent(const NodeVersion &version, const NodeDraft &draft, const QHash<QString, QString> &groupNames);
    void showRows(bool all);

    QStringList m_before;
    QStringList m_after;
    TextDiff m_diff;
    DiffView *m_view;
};

} // namespace slipway
