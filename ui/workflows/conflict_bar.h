#pragma once

#include "models/domain/ids.h"

#include <QFrame>
#include <QMap>

class QLabel;

namespace slipway {

// Tells of nodes that were changed here and elsewhere, one at a time, with the choice: keep mine, or reload.
class ConflictBar : public QFrame
{
    Q_OBJECT

public:
    explicit ConflictBar(QWidget *parent = nullptr);

    // `fields` for people.
    void add(FileId file, const QString &name, const QStringList &fields);

signals:
    void keepMine(slipway::FileId file);
    void reload(slipway::FileId file);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showFirst();
    FileId takeFirst();

    QMap<FileId, QString> m_open;
    QLabel *m_text;
};

} // namespace slipway
