#pragma once

#include "models/domain/text_diff.h"

#include <QListView>

namespace slipway {

class DiffRowModel;

// Two texts as one list of lines: what was removed, what was added, and the lines around it, each with its numbers on
// both sides. A sign stands beside each colour. Ctrl+C copies the chosen rows, or all, as diffText() has them.
class DiffView : public QListView
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setRows(const QList<DiffRow> &rows);
    const QList<DiffRow> &rows() const;
    void copy() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    DiffRowModel *m_model;
};

} // namespace slipway
